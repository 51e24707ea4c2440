select territory_id, name, region_id, country,
from territory
