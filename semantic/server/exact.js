// Numbers stay decimals where Cube would make floating point of them.
const { DuckDBDriver } = require('@cubejs-backend/duckdb-driver');
const { GraphQLFloat } = require('graphql');

// GraphQL's numbers are floating point: amounts are given as texts, as REST gives them.
GraphQLFloat.serialize = String;

/** SQL in which a filter compares with a decimal. */
class ExactQuery extends DuckDBDriver.dialectClass() {
  newFilter(definition) {
    const filter = super.newFilter(definition);
    const cast = filter.castParameter();
    filter.castParameter = () => cast.replace('DOUBLE', 'DECIMAL(38, 10)');
    return filter;
  }
}

module.exports = { ExactQuery };
