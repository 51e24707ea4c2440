// Only views may be asked. `public: false` hides a cube and does not lock it: a query that names a
// cube beside one of its views would go around what the view's policy leaves out.
const { CubejsHandlerError } = require('@cubejs-backend/api-gateway');
const { modelFiles } = require('./snapshot');

const VIEWS = new Set(modelFiles('views').flatMap((file) => file.parsed.map((view) => view.name)));

const viewOf = (member) => (typeof member === 'string' ? member.split('.')[0] : member?.cubeName);

function filtered(filters = []) {
  return filters.flatMap((one) => (one.or || one.and)
    ? filtered([...(one.or || []), ...(one.and || [])]) : [one.member ?? one.dimension]);
}

/** Return a query as it is; throw 403 when it names anything but members of views. */
function onlyViews(query) {
  const { measures = [], dimensions = [], segments = [], timeDimensions = [], order = [] } = query;
  const named = [
    ...measures, ...dimensions, ...segments,
    ...timeDimensions.map((one) => one.dimension),
    ...filtered(query.filters),
    ...(Array.isArray(order) ? order.map((one) => one.id ?? one[0]) : Object.keys(order)),
    ...(query.joinHints || []).flat(),
  ];
  const strange = named.map(viewOf).find((view) => !VIEWS.has(view));
  if (strange !== undefined || named.includes(undefined)) {
    throw new CubejsHandlerError(403, 'Refused', `${strange} is no view: /v1/meta lists the views`);
  }
  return query;
}

module.exports = { onlyViews };
