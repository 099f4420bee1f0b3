import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "@/lib/auth/options";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

// The options read the environment, which a build does not have.
const handler = (request: NextRequest, context: RouteContext) =>
  NextAuth(request, context, authOptions());

export { handler as GET, handler as POST };
