export const handler = async ({ orderId }) => {
  console.log(`A receipt for ${orderId} is on its way`)
  return { sent: true }
}
