// Cube over the published snapshot. Every query is bound to one snapshot, the one that readers are
// pointed at when it arrives: model, database and cache are kept apart by its id.
const { checkAuth, checkSqlAuth } = require('./auth');
const { driverOf } = require('./driver');
const { currentId, modelOf } = require('./snapshot');
const { onlyViews } = require('./wall');

/** Log what was refused or failed as one JSON line; never the token that came with it. */
function logger(message, { error, warning, url, securityContext, query }) {
  if (!error && !warning) return;
  const time = new Date().toISOString();
  const who = securityContext?.sub;
  console.error(JSON.stringify({ time, message, who, url, error, warning, query }));
}

module.exports = {
  logger,
  telemetry: false,
  checkAuth,
  checkSqlAuth,
  queryRewrite: onlyViews,
  contextToGroups: ({ securityContext }) => securityContext.groups,
  extendContext: () => ({ snapshot: currentId() }),
  contextToAppId: ({ snapshot }) => `perfos_${snapshot}`,
  contextToOrchestratorId: ({ snapshot }) => `perfos_${snapshot}`,
  compilerCacheSize: 5,
  repositoryFactory: ({ snapshot }) => ({ dataSchemaFiles: async () => modelOf(snapshot) }),
  driverFactory: ({ snapshot }) => driverOf(snapshot),
  scheduledRefreshTimer: false,
  scheduledRefreshContexts: async () => [],
};
