/** `/metrics` in Prometheus' text form: what the process answered, and how it fares. */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { hotPool } from "@/lib/db/hot-pool";
import { listGauges } from "@/lib/gauges";
import { oncePerProcess } from "@/lib/runtime";

export type Surface = "api" | "web";

const counts = () => oncePerProcess("metrics.answers", () => new Map<string, number>());
const eventLoop = () =>
  oncePerProcess("metrics.event-loop", () => {
    const monitor = monitorEventLoopDelay({ resolution: 20 });
    monitor.enable();
    return monitor;
  });

/** Counts the answer when it has been sent. */
export function countAnswer(surface: Surface, response: ServerResponse): void {
  eventLoop();
  response.once("finish", () => {
    const labels = `surface="${surface}",status="${Math.floor(response.statusCode / 100)}xx"`;
    counts().set(labels, (counts().get(labels) ?? 0) + 1);
  });
}

/** With a token, whoever has it may read; without one, only a direct caller on this machine. */
export function mayReadMetrics(request: IncomingMessage, token: string | undefined): boolean {
  if (token === undefined) {
    const isLocal = /^(::1|(::ffff:)?127\.)/.test(request.socket.remoteAddress ?? "");
    return isLocal && request.headers["x-forwarded-for"] === undefined;
  }
  const given = Buffer.from(request.headers.authorization ?? "");
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

export function metricsText(): string {
  const { rss, heapUsed } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const pool = hotPool();
  return [
    ...metric("florin_http_answers_total", "counter", [...counts()]),
    ...metric("florin_event_loop_delay_p99_seconds", "gauge", [
      ["", eventLoop().percentile(99) / 1e9],
    ]),
    ...metric("florin_hot_pool_clients", "gauge", [
      ['state="idle"', pool.idleCount],
      ['state="busy"', pool.totalCount - pool.idleCount],
      ['state="awaited"', pool.waitingCount],
    ]),
    ...listGauges().flatMap(([name, value]) => metric(name, "gauge", [["", value]])),
    ...metric("process_resident_memory_bytes", "gauge", [["", rss]]),
    ...metric("nodejs_heap_used_bytes", "gauge", [["", heapUsed]]),
    ...metric("process_cpu_seconds_total", "counter", [["", (user + system) / 1e6]]),
    ...metric("process_uptime_seconds", "gauge", [["", process.uptime()]]),
    "",
  ].join("\n");
}

const metric = (
  name: string,
  type: "counter" | "gauge",
  values: readonly (readonly [labels: string, value: number])[],
) => [
  `# TYPE ${name} ${type}`,
  ...values.map(([labels, value]) => `${name}${labels && `{${labels}}`} ${value}`),
];
