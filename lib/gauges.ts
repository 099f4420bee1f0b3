/** Figures that one part of the process sets and `/metrics` tells. */
import { oncePerProcess } from "./runtime";

const gauges = () => oncePerProcess("gauges", () => new Map<string, number>());

/** @param name as Prometheus has it, such as `florin_ledger_differences`. */
export const setGauge = (name: string, value: number): void => void gauges().set(name, value);

export const listGauges = (): readonly (readonly [name: string, value: number])[] => [...gauges()];
