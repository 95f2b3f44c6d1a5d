-- Who is stuck is asked of a whole cohort; this answers it without reading any row.
CREATE INDEX "ExerciseStanding_open_idx" ON "ExerciseStanding"("passedAt", "learnerId", "failedInARow", "attempts", "activeMs");
