import { auth } from '@/lib/auth/server'

async function answer(request: Request): Promise<Response> {
  return (await auth()).handler(request)
}

export { answer as GET, answer as POST }
