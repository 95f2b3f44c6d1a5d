class BadAddress extends Error {
  name = 'BadAddress'
}

export const handler = async ({ email, total }) => {
  if (!email.includes('@')) throw new BadAddress(`"${email}" is no address`)
  console.log(`receipt over ${total} sent to ${email}`)
  return { sent: true }
}
