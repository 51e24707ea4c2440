// Cube over the published snapshot. Every query is bound to one snapshot, the one that readers are
// pointed at when it arrives: database and cache are kept apart by its id, models by its tables.
const { checkAuth, checkSqlAuth } = require('./auth');
const { driverOf } = require('./driver');
const { ExactQuery } = require('./exact');
const { currentId, modelName, modelOf } = require('./snapshot');
const { onlyViews } = require('./wall');

/** Log what was refused or failed as one JSON line; never the token that came with it. */
function logger(message, { error, warning, url, securityContext, query, normalizedQueries }) {
  // What a policy denies is answered with no rows, and not with an error.
  const isDenied = JSON.stringify(normalizedQueries || '').includes('rlsAccessDenied');
  if (!error && !warning && !isDenied) return;
  const what = isDenied ? 'Denied by policy' : message;
  const time = new Date().toISOString();
  const who = securityContext?.sub;
  console.error(JSON.stringify({ time, message: what, who, url, error, warning, query }));
}

function bind() {
  const snapshot = currentId();
  return { snapshot, model: modelName(snapshot) };
}

/** Read the model at once: its snapshot may be gone when it is compiled. */
function repositoryFactory({ snapshot }) {
  const files = modelOf(snapshot);
  return { dataSchemaFiles: async () => files };
}

module.exports = {
  logger,
  telemetry: false,
  checkAuth,
  checkSqlAuth,
  queryRewrite: onlyViews,
  contextToGroups: ({ securityContext }) => securityContext.groups,
  extendContext: bind,
  contextToAppId: ({ model }) => `perfos_${model}`,
  contextToOrchestratorId: ({ snapshot }) => `perfos_${snapshot}`,
  compilerCacheSize: 5,
  repositoryFactory,
  dialectFactory: () => ExactQuery,
  driverFactory: ({ snapshot }) => driverOf(snapshot),
  scheduledRefreshTimer: false,
  scheduledRefreshContexts: async () => [],
};
