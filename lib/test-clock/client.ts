/** Browser side: how far a clock has come, over GET /v1/test-clocks/{id}. */
import { queryOptions } from "@tanstack/react-query";
import * as z from "zod";

const POLL_MS = 700;

/** What the clock says, asked again and again. @param clockId the outer id, `clk_…`. */
export const clockTimeOptions = (clockId: string) =>
  queryOptions({
    queryKey: ["test-clocks", clockId, "time"] as const,
    queryFn: async ({ signal }) => {
      const response = await fetch(`/v1/test-clocks/${clockId}`, { signal });
      return response.ok ? Answer.parse(await response.json()).frozen_at : null;
    },
    refetchInterval: POLL_MS,
    staleTime: 0,
  });

const Answer = z.object({ frozen_at: z.iso.datetime() });
