// One DuckDB in memory for each snapshot that is asked for.
const { DuckDBDriver } = require('@cubejs-backend/duckdb-driver');
const { viewsOf } = require('./snapshot');

class SnapshotDriver extends DuckDBDriver {
  constructor(id) {
    super();
    this.id = id;
    this.running = 0;
  }

  // Not `initSql`: what fails there is only logged.
  async configureConnection(connection) {
    await connection.run(viewsOf(this.id));
  }

  async query(...parameters) {
    this.running += 1;
    try {
      return await super.query(...parameters);
    } finally {
      this.running -= 1;
    }
  }
}

const drivers = new Map();

/** Return the driver of a snapshot; those of other snapshots let go of their memory when idle. */
function driverOf(id) {
  for (const driver of drivers.values()) {
    // One that is asked again, because readers were pointed back at it, opens anew by itself.
    if (driver.id !== id && !driver.running) driver.release();
  }
  if (!drivers.has(id)) drivers.set(id, new SnapshotDriver(id));
  return drivers.get(id);
}

module.exports = { driverOf };
