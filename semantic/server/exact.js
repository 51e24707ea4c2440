// Numbers stay decimals where Cube would make floating point of them, and answers stay as long as
// their snapshot: it never changes.
const { DuckDBDriver } = require('@cubejs-backend/duckdb-driver');
const { GraphQLFloat } = require('graphql');

// GraphQL's numbers are floating point: amounts are given as texts, as REST gives them.
GraphQLFloat.serialize = String;

const DAY = 24 * 60 * 60;

/** SQL in which a filter compares with a decimal; its results need no refresh. */
class ExactQuery extends DuckDBDriver.dialectClass() {
  defaultEveryRefreshKey() {
    return { every: '1 day' };
  }

  defaultRefreshKeyRenewalThreshold() {
    return DAY;
  }

  newFilter(definition) {
    const filter = super.newFilter(definition);
    const cast = filter.castParameter();
    filter.castParameter = () => cast.replace('DOUBLE', 'DECIMAL(38, 10)');
    return filter;
  }
}

module.exports = { ExactQuery };
