import { downloadRoute } from "@/lib/transport/export";

export const GET = downloadRoute;
