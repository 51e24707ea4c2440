// The published snapshot on disk: which one readers are pointed at, and what is in it.
const crypto = require('crypto');
const fs = require('fs');
const path = require('path');
const yaml = require('js-yaml');

const MODEL = path.join(__dirname, '..', 'model');
const SNAPSHOT_ID = /^\d{8}T\d{9}Z-[0-9a-f]{8}$/;
const TABLE_NAME = /^\w+\.\w+$/;
const LABEL = /^\d+-\d+$/;

const folder = () => process.env.PERFOS_PUBLISHED;
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

/** Return the id that the pointer names; throw when nothing is published or the pointer is damaged. */
function currentId() {
  let id;
  try {
    id = JSON.parse(fs.readFileSync(path.join(folder(), 'current.json'), 'utf8')).snapshot;
  } catch (error) {
    throw new Error(`no snapshot can be read (${error.code || error.name}): run \`perfos run\``);
  }
  if (!SNAPSHOT_ID.test(id)) throw new Error('the pointer is damaged: see `perfos snapshot list`');
  return id;
}

let latest = {};

/** Return the files of each of a snapshot's tables, below its folder: one, or one for each part. */
function filesOf(id) {
  if (latest.id !== id) {
    const text = fs.readFileSync(path.join(folder(), id, 'manifest.json'), 'utf8');
    const found = Object.entries(JSON.parse(text).tables)
      .filter(([table]) => TABLE_NAME.test(table)).sort(([a], [b]) => (a < b ? -1 : 1));
    const files = found.map(([table, info]) => {
      const place = path.join(...table.split('.'));
      const labels = Object.keys(info.parts || {}).filter((label) => LABEL.test(label));
      const parts = labels.map((label) => path.join(place, `${label}.parquet`));
      return [table, parts.length ? parts : [`${place}.parquet`]];
    });
    latest = { id, files: new Map(files) };
  }
  return latest.files;
}

/** Return the names of a snapshot's tables. */
const tablesOf = (id) => [...filesOf(id).keys()];

/** Return a name for the model that a snapshot can answer: the same one for the same tables. */
function modelName(id) {
  return crypto.createHash('sha256').update(tablesOf(id).join()).digest('hex').slice(0, 16);
}

// What has no sum: such a question fails, and says what to do. Euros and dollars have none, nor have
// the pipelines of two months, in which the same deals are. A forecast and the one after it are
// about the same deals, as are two models of attribution; so are a team and its people.
const SUMS = Object.entries({
  currency: 'amounts in several currencies cannot be added: group or filter by currency',
  period: 'what stands at the end of several months cannot be added: group or filter by period',
  version: 'versions, methods and models are about the same deals: '
    + 'group or filter by version, method, model',
  level: 'people, teams and the company cannot be added: group or filter by level',
}).map(([what, why]) => `create or replace macro sum_in_${what}(amount, ${what}) as `
  + `case when count(distinct ${what}) > 1 then error('${why}') else sum(amount) end`);

// What formulas of metrics are made of, as in the rule packages: whole numbers of which 10 digits
// stand behind the point. A product and a quotient are rounded once, halves away from zero.
const EXACT = [
  'fixed(value) as cast(cast(value as decimal(28, 6)) * 10000000000 as hugeint)',
  'unfixed(value) as '
    + 'cast(cast(value as decimal(38, 0)) * 0.0000000001 as decimal(28, 10))',
  'added(a, b) as a + b',
  'less(a, b) as a - b',
  'absolute(value) as abs(value)',
  'positive(value) as case when value > 0 then value end',
  'rounded_quotient(a, b) as '
    + '(case when a < 0 then -1 else 1 end) * ((2 * abs(a) + b) // (2 * b))',
  'times(a, b) as rounded_quotient(a * b, 10000000000)',
  'divided(a, b) as case when b <> 0 then '
    + 'rounded_quotient(a * 10000000000 * (case when b < 0 then -1 else 1 end), abs(b)) end',
].map((macro) => `create or replace macro ${macro}`);

/** Return the SQL that makes a database of one snapshot, with nothing else in reach. */
function viewsOf(id) {
  const root = path.resolve(folder(), id);
  const tables = [...filesOf(id)].map(([table, files]) => [...table.split('.'), files]);
  const schemas = [...new Set(tables.map(([schema]) => schema))];
  const source = (files) => files.map((file) => quoted(path.join(root, file))).join(', ');
  return [
    "set timezone = 'UTC'",
    ...SUMS,
    ...EXACT,
    ...schemas.map((schema) => `create schema if not exists "${schema}"`),
    ...tables.map(([schema, name, files]) => `create or replace view "${schema}"."${name}" as `
      + `select * from read_parquet([${source(files)}])`),
    `set allowed_directories = [${quoted(`${root}/`)}]`,
    'set enable_external_access = false',
    'set lock_configuration = true',
  ].join(';\n');
}

/** Return the files of the model's cubes or views, with what is in each. */
function modelFiles(kind) {
  const inside = path.join(MODEL, kind);
  return fs.readdirSync(inside).filter((name) => name.endsWith('.yml')).sort().map((name) => {
    const content = fs.readFileSync(path.join(inside, name), 'utf8');
    return { fileName: `${kind}/${name}`, content, parsed: yaml.load(content)[kind] };
  });
}

/** Return the files of the model that a snapshot can answer: not every company has every package. */
function modelOf(id) {
  const tables = new Set(tablesOf(id));
  const answerable = (cube) => cube.meta.tables.every((table) => tables.has(table));
  const cubes = modelFiles('cubes').filter((file) => file.parsed.every(answerable));
  const names = new Set(cubes.flatMap((file) => file.parsed.map((cube) => cube.name)));
  const joined = (view) => view.cubes.every((part) => names.has(part.join_path.split('.').pop()));
  const views = modelFiles('views').filter((file) => file.parsed.every(joined));
  return [...cubes, ...views].map(({ fileName, content }) => ({ fileName, content }));
}

module.exports = { currentId, modelFiles, modelName, modelOf, viewsOf };
