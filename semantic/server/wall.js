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

function refuse(reason) {
  throw new CubejsHandlerError(403, 'Refused', `${reason}: /v1/meta lists what may be asked`);
}

/** Return a query as it is; throw 403 when it names anything but members of views. */
function onlyViews(query) {
  const { measures = [], dimensions = [], segments = [], timeDimensions = [], order = [] } = query;
  const asked = [...measures, ...dimensions, ...timeDimensions.map((one) => one.dimension)];
  const sorted = Array.isArray(order) ? order.map((one) => one.id ?? one[0]) : Object.keys(order);
  const hints = (query.joinHints || []).flat();
  for (const member of [...asked, ...segments, ...filtered(query.filters), ...sorted, ...hints]) {
    if (!VIEWS.has(viewOf(member))) refuse(`${viewOf(member)} is no view`);
  }
  // A policy looks at what is asked, not at what it is sorted by, and an order tells a lot.
  const isAsked = (id) => asked.some((one) => id === one || id.startsWith(`${one}.`));
  const unasked = sorted.find((id) => typeof id === 'string' && !isAsked(id));
  if (unasked && asked.every((one) => typeof one === 'string')) refuse(`${unasked} is not asked for`);
  return query;
}

module.exports = { onlyViews };
