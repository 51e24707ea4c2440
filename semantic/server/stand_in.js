// Stands in for Cube's add-on in Rust where that could not be downloaded. REST and GraphQL work;
// there is no PostgreSQL wire, no Jinja in models and no configuration in Python.
const native = require('@cubejs-backend/native');

const shortened = (member) => member.split('.').slice(0, 2).join('.');

/** Return a value as Cube's clients know it: times in ISO 8601 without a zone. */
function valueOf(value, type) {
  return type === 'time' && typeof value === 'string' ? value.replace(/Z$/, '') : value;
}

/** Return members and columns of a result in the names of the model. */
function columnsOf(transform, buffer) {
  const { members, columns } = JSON.parse(buffer.toString());
  const names = members.map((alias) => transform.aliasToMemberNameMap[alias]);
  const hidden = names.find((name) => !transform.annotation[name]);
  if (hidden) {
    const error = new Error(`${hidden} is hidden: /v1/meta lists what may be asked`);
    throw Object.assign(error, { type: 'UserError' });
  }
  const found = new Map(names.map((name, index) => [
    name,
    columns[index].map((value) => valueOf(value, transform.annotation[name].type)),
  ]));
  // Clients may ask for a time dimension by its name without the granularity.
  for (const name of names.filter((each) => each.split('.').length === 3)) {
    if (!found.has(shortened(name))) found.set(shortened(name), found.get(name));
  }
  if (transform.queryType === 'compareDateRangeQuery' && columns.length) {
    const range = transform.query.timeDimensions[0].dateRange;
    found.set('compareDateRange', columns[0].map(() => range.join(' - ')));
  }
  if (transform.queryType === 'blendingQuery' && columns.length) {
    const { dimension, granularity } = transform.query.timeDimensions[0];
    found.set(`time.${granularity}`, found.get(`${dimension}.${granularity}`));
  }
  return found;
}

function dataOf(transform, buffer) {
  const found = columnsOf(transform, buffer);
  const members = [...found.keys()];
  const columns = [...found.values()];
  if (transform.resType === 'columnar') return { members, columns };
  const rows = (columns[0] || []).map((_, row) => columns.map((column) => column[row]));
  if (transform.resType === 'compact') return { members, dataset: rows };
  return rows.map((row) => Object.fromEntries(members.map((name, index) => [name, row[index]])));
}

/** Return what a client pivots several results by. */
function pivotOf(queryType, queries) {
  const [first] = queries;
  if (queryType === 'compareDateRangeQuery') {
    return { ...first, queryType, dimensions: ['compareDateRange', ...first.dimensions] };
  }
  if (queryType !== 'blendingQuery') return { ...first, queryType };
  const all = (key) => [...new Set(queries.flatMap((query) => query[key]))];
  const timeDimensions = [{ ...first.timeDimensions[0], dimension: 'time' }];
  return { queryType, timeDimensions, measures: all('measures'), dimensions: all('dimensions') };
}

function answer(content) {
  const bytes = Buffer.from(JSON.stringify(content));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
}

function withoutWire() {
  throw new Error('the PostgreSQL wire needs the add-on: use REST, GraphQL or the Docker image');
}

/** Replace what would call the add-on. */
function standIn() {
  Object.assign(native, {
    setupLogger: () => {},
    resetLogger: () => {},
    isFallbackBuild: () => true,
    redactSqlLiterals: (sql) => sql.replace(/'(?:[^']|'')*'/g, "'redacted'"),
    registerInterface: async () => ({}),
    shutdownInterface: async () => {},
    execSql: withoutWire,
    sql4sql: withoutWire,
    rest4sql: withoutWire,
    getFinalQueryResult: async (transform, buffer, result) => (
      answer({ ...result, data: dataOf(transform, buffer) })
    ),
    getFinalQueryResultMulti: async (transforms, buffers, response) => answer({
      ...response,
      pivotQuery: pivotOf(response.queryType, response.results.map((result) => result.query)),
      results: response.results.map((result, index) => (
        { ...result, data: dataOf(transforms[index], buffers[index]) }
      )),
    }),
  });
  native.NativeInstance.prototype.newJinjaEngine = () => ({});
}

/** Use the add-on if it is there; return whether it is. */
function hasNative() {
  try {
    native.loadNative();
    return true;
  } catch {
    standIn();
    return false;
  }
}

module.exports = { hasNative };
