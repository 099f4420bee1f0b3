import { revalidatePath } from "next/cache";
import * as z from "zod";
import type { Permission } from "@/lib/auth/permission";
import type { Context } from "@/lib/context";
import { action } from "@/lib/transport/action";

type Verb<Of extends z.ZodType, Asked extends z.ZodType, T> = {
  readonly permission: Permission;
  /** The id of what it is about. */
  readonly of: Of;
  readonly input: Asked;
  readonly run: (ctx: Context, of: z.output<Of>, command: z.output<Asked>) => Promise<T>;
};

const inputOf = <Of extends z.ZodType, Asked extends z.ZodType>(of: Of, input: Asked) =>
  z.object({ of, command: input });

/** A server action that tells what a command would do. It changes nothing. */
export const previewAction = <Of extends z.ZodType, Asked extends z.ZodType, T>({
  permission,
  of,
  input,
  run,
}: Verb<Of, Asked, T>) =>
  action({
    permission,
    input: inputOf(of, input),
    run: (ctx, asked) => run(ctx, ...partsOf<Of, Asked>(asked)),
  });

/** A server action that does it; credits show on nearly every page, so all are read anew. */
export const commandAction = <Of extends z.ZodType, Asked extends z.ZodType, T>({
  permission,
  of,
  input,
  run,
}: Verb<Of, Asked, T>) =>
  action({
    permission,
    input: inputOf(of, input),
    async run(ctx, asked) {
      const done = await run(ctx, ...partsOf<Of, Asked>(asked));
      revalidatePath("/", "layout");
      return done;
    },
  });

/** The output of an object of two generic schemas, which the compiler does not take apart by itself. */
function partsOf<Of extends z.ZodType, Asked extends z.ZodType>(asked: unknown) {
  const { of, command } = asked as { of: z.output<Of>; command: z.output<Asked> };
  return [of, command] as const;
}
