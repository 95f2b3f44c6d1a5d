const printing = () => new Promise((resolve) => setTimeout(resolve, 400))

export const handler = async ({ parcels }) => {
  const labels = []
  for (const parcel of parcels) {
    await printing()
    console.log('printed', parcel)
    labels.push(`label of ${parcel}`)
  }
  return { labels }
}
