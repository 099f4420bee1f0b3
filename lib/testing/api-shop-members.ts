/** What calls about members look like. */
import type { Examples, Ids } from "./api-example";

export const memberExamples = ({ customerId }: Ids): Examples => ({
  "put /customers/{customerId}/members": {
    params: { customerId },
    body: { default_credit_limit: "500", period: "BILLING_PERIOD" },
    required: ["default_credit_limit"],
  },
  "put /customers/{customerId}/members/{member}": {
    params: { customerId, member: "ada" },
    body: { credit_limit: "50", credit_unit: "credits" },
    required: ["credit_limit"],
  },
});
