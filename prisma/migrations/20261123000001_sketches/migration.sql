-- The machines that learners make in the playground.
CREATE TABLE "Sketch" (
  "learnerId" TEXT NOT NULL,
  "sketchId" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "value" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL GENERATED ALWAYS AS (octet_length("value")) STORED,
  "savedAt" TIMESTAMPTZ(3) NOT NULL,

  CONSTRAINT "Sketch_pkey" PRIMARY KEY ("learnerId", "sketchId"),
  CONSTRAINT "Sketch_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
