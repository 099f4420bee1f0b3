"use server";

import * as z from "zod";
import { listFeatures } from "@/lib/catalog/reads/features";
import { FeatureQuery } from "@/lib/catalog/schema/feature";
import { listCustomers } from "@/lib/customer/reads";
import { CustomerQuery } from "@/lib/customer/schema";
import { CustomerId } from "@/lib/ids";
import { listCustomerWallets } from "@/lib/ledger/reads/wallets";
import { action } from "@/lib/transport/action";

const MOST_FEATURES = 100;
const MOST_CUSTOMERS = 8;
const Search = z.string().max(200);

/** What a credit can be limited to, by name. */
export const listFeatureChoicesAction = action({
  permission: "catalog:read",
  input: z.object({ search: Search }),
  async run(ctx, { search }) {
    const { items } = await listFeatures(
      ctx,
      FeatureQuery.parse({ search, status: "ACTIVE", limit: MOST_FEATURES }),
    );
    return items
      .map(({ id, name }) => ({ id, name }))
      .sort((a, b) => a.name.localeCompare(b.name, "en"));
  },
});

/** Wallets that credits of this unit could go to, by their customers' names, ids or emails. */
export const listWalletChoicesAction = action({
  permission: "wallet:read",
  input: z.object({ search: Search, creditUnit: z.string() }),
  async run(ctx, { search, creditUnit }) {
    const query = CustomerQuery.parse({ search, status: "ACTIVE", limit: MOST_CUSTOMERS });
    const { items } = await listCustomers(ctx, query);
    const wallets = await Promise.all(
      items.map(({ id }) => listCustomerWallets(ctx, CustomerId.parse(id))),
    );
    return items.flatMap((customer, place) =>
      (wallets[place] ?? [])
        .filter((wallet) => wallet.creditUnit === creditUnit && wallet.status !== "CLOSED")
        .map(({ id, name, figures }) => ({ id, name, figures, customerName: customer.name })),
    );
  },
});
