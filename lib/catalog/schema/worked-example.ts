import * as z from "zod";

/** One figure of an example: money, credits or both; null where it speaks of none. */
const ExampleLineView = z.object({
  label: z.string(),
  money: z.string().nullable(),
  credits: z.string().nullable(),
  isTotal: z.boolean(),
});

/** What a version comes to in one case, told so that a person can check it by hand. */
export const WorkedExampleView = z.object({
  title: z.string(),
  lines: z.array(ExampleLineView),
});
export type WorkedExampleView = z.infer<typeof WorkedExampleView>;
