select product_id, name, family, list_price,
from product
