import { expect, it } from "vitest";
import { Shutdown } from "./shutdown";

it("stops last what was started first, and each thing once", async () => {
  const stopped: string[] = [];
  const shutdown = new Shutdown();
  for (const name of ["database", "jobs", "port"]) {
    shutdown.add(name, async () => void stopped.push(name));
  }

  await Promise.all([shutdown.run(), shutdown.run()]);

  expect(stopped).toEqual(["port", "jobs", "database"]);
});

it("stops the rest when one thing fails to stop", async () => {
  const stopped: string[] = [];
  const shutdown = new Shutdown();
  shutdown.add("database", async () => void stopped.push("database"));
  shutdown.add("jobs", () => Promise.reject(new RangeError("stuck")));

  await shutdown.run();

  expect(stopped).toEqual(["database"]);
});
