/** A sandbox's time in a test: customers who live on a clock, and days that pass when they are asked to. */
import type { Api } from "./api";

export async function aTestClock(api: Api, frozen_at: string) {
  const { id } = await api.made("/test-clocks", { name: "Test", frozen_at });
  return {
    advance: (to: string) => api.made(`/test-clocks/${id}/advance`, { to }),
    /** Answers its id. */
    customer: async (external_id: string, name = external_id): Promise<string> =>
      (await api.made("/customers", { external_id, name, test_clock_id: id })).id,
  };
}

/** What the customer's first wallet may spend now. */
export const availableTo = async (api: Api, customerId: string): Promise<string> =>
  (await api.get(`/customers/${customerId}/wallets`)).body[0].figures.available;
