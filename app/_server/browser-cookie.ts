import 'server-only'
import { cookies } from 'next/headers'

/** The value of a cookie that this browser sent with the request; whoever asks checks its form. */
export async function browserCookie(name: string): Promise<string | undefined> {
  return (await cookies()).get(name)?.value
}
