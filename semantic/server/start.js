// Starts the server on HOST:PORT, and the PostgreSQL wire where Cube's add-on is there to give it.
const isNative = require('./stand_in').hasNative();

// The planner in Rust lives in the add-on; nothing else may change what a deployment opens.
if (!isNative) process.env.CUBEJS_TESSERACT_SQL_PLANNER = 'false';
process.env.NODE_ENV = 'production';
process.env.CUBEJS_DEV_MODE = 'false';
process.env.CUBEJS_DB_TYPE = 'duckdb';
process.env.CUBEJS_EXTERNAL_DEFAULT = 'false';
process.env.CUBEJS_CACHE_AND_QUEUE_DRIVER ||= 'memory';

const http = require('http');
const express = require('express');
const { CubejsServerCore } = require('@cubejs-backend/server-core');
const config = require('./cube');

const host = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 4000);
const say = (content) => console.error(JSON.stringify({ time: new Date().toISOString(), ...content }));

function fail(error) {
  say({ message: 'Cannot start', error: error.message });
  process.exit(1);
}

async function main() {
  if (!process.env.CUBEJS_API_SECRET) throw new Error('CUBEJS_API_SECRET is not set: use `perfos serve`');
  if (!isNative) say({ message: 'No PostgreSQL wire', warning: "Cube's native add-on is not installed; REST and GraphQL work" });
  const core = new CubejsServerCore(config);
  const app = express();
  app.use(express.json({ limit: '1mb' }));
  await core.initApp(app);
  if (isNative && process.env.CUBEJS_PG_SQL_PORT) {
    await core.initSQLServer().init({ pgSqlPort: Number(process.env.CUBEJS_PG_SQL_PORT) });
  }
  // The token of a head of sales names everybody below.
  const server = http.createServer({ maxHeaderSize: 2 ** 18 }, app).listen(port, host, () => {
    say({ message: 'Listening', url: `http://${host}:${server.address().port}` });
  });
  const stop = () => server.close(() => core.shutdown().finally(() => process.exit(0)));
  server.on('error', fail);
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch(fail);
