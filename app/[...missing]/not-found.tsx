import { findStaffSession } from "@/lib/transport/staff-gate";
import NotFoundInside from "../(dashboard)/not-found";
import NotFoundPage from "../not-found";

export default async function MissingNotFound() {
  return (await findStaffSession()) ? <NotFoundInside /> : <NotFoundPage />;
}
