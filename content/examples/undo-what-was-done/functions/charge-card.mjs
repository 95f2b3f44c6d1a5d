class CardDeclined extends Error {
  name = 'CardDeclined'
}

export const handler = async ({ orderId, total }) => {
  if (total > 500) throw new CardDeclined(`${total} is more than this card allows`)
  return { chargeId: `c-${orderId}`, charged: total }
}
