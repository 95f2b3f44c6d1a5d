export const handler = async ({ parcel }) => ({ label: `label of ${parcel}` })
