// Would send an e-mail; here it only says that it has.
export const handler = async ({ orderId }) => {
  console.log(`receipt for ${orderId}`)
  return { orderId, receipt: 'sent' }
}
