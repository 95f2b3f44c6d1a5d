export const handler = async ({ order, token }) => {
  console.log('link for', order)
  return { sent: true, tokenLength: token.length }
}
