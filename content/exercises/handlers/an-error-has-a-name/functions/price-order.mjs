const prices = { candle: 12, holder: 20 }

class PriceMissing extends Error {
  name = 'PriceMissing'
}

export const handler = async ({ orderId, lines }) => {
  console.log('pricing', orderId)
  let total = 0
  for (const { item, quantity } of lines) {
    if (!(item in prices)) {
      console.error('no price for', item)
      throw new PriceMissing(`There is no price for a ${item}.`)
    }
    total += prices[item] * quantity
  }
  return { orderId, total }
}
