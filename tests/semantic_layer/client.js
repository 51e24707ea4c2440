// What a dashboard does with Cube's own client; prints what it got as JSON.
const { default: cube } = require('@cubejs-client/core');

async function main([apiUrl, token]) {
  const client = cube(token, { apiUrl });
  const query = {
    measures: ['statements.owed', 'statements.count'],
    dimensions: ['statements.payee_id'],
    timeDimensions: [{ dimension: 'statements.posting_month', granularity: 'month', dateRange: ['2026-01-01', '2026-03-31'] }],
  };
  const result = await client.load(query);
  const compared = await client.load({
    measures: ['statements.count'],
    timeDimensions: [{
      dimension: 'statements.posting_month',
      compareDateRange: [['2026-01-01', '2026-01-31'], ['2026-02-01', '2026-02-28']],
    }],
  });
  const meta = await client.meta();
  const sql = await client.sql(query);
  const dryRun = await client.dryRun(query);
  console.log(JSON.stringify({
    rows: result.rawData(),
    pivot: result.tablePivot(),
    compared: compared.series().length,
    series: result.seriesNames().length,
    views: meta.cubes.map((one) => one.name),
    sql: sql.sql(),
    queryType: dryRun.queryType,
  }));
}

main(process.argv.slice(2)).catch((error) => {
  console.error(String(error));
  process.exit(1);
});
