/** Times of a clock as a form holds them: UTC, as the platform's own control writes it. */
import * as z from "zod";
import { type AdvanceInput, TestClockInput } from "@/lib/test-clock/schema";

/** `2024-02-29T00:00:00.000Z` as `2024-02-29T00:00:00`. */
export const asTyped = (iso: string): string => iso.replace(/(?:\.000)?Z$/, "");

/** A time as it was typed, with seconds or without, as the API takes it. */
export const asInstant = (typed: string): string => (typed === "" ? "" : `${withSeconds(typed)}Z`);

const withSeconds = (typed: string) => (/T\d\d:\d\d$/.test(typed) ? `${typed}:00` : typed);

const Typed = z.string().min(1, "Enter a time");

export const ClockForm = z.object({ name: TestClockInput.shape.name, frozenAt: Typed });
export type ClockForm = z.input<typeof ClockForm>;

export const AdvanceForm = z.object({ to: Typed });
export type AdvanceForm = z.input<typeof AdvanceForm>;

/** What is sent. */
export const advanceOf = ({ to }: AdvanceForm): z.input<typeof AdvanceInput> => ({
  to: asInstant(to),
});
