# R survey's times for the tasks of weights_speed.py.
suppressMessages(library(survey))
arguments <- commandArgs(trailingOnly = TRUE)
folder <- arguments[1]
replicates <- as.integer(arguments[2])
frame <- read.csv(file.path(folder, "data.csv"))
for (name in c("stratum", "psu", "district", "age", "educ", "occ")) frame[[name]] <- factor(frame[[name]])
outcomes <- as.formula(paste("~", paste(paste0("y", 0:9), collapse = "+")))
second <- function(task) { task(); unname(system.time(task())["elapsed"]) }
make <- function() svydesign(id = ~psu, strata = ~stratum, weights = ~w, data = frame)
ready <- make()
margins <- lapply(c("district", "age", "educ", "occ"), function(name) {
  sums <- tapply(frame$w, frame[[name]], sum)
  tilted <- sums * seq(0.9, 1.1, length.out = length(sums))
  data <- data.frame(names(sums), Freq = as.vector(tilted * sum(frame$w) / sum(tilted)))
  names(data)[1] <- name
  data
})
times <- c(
  second(function() svymean(outcomes, make())),
  second(function() svyby(outcomes, ~district, ready, svymean)),
  second(function() rake(ready, list(~district, ~age, ~educ, ~occ), margins,
                         control = list(maxit = 100, epsilon = 1e-8 * sum(frame$w))))
)
found <- paste0('"', c("means", "means by district", "raking"), '": ', times)
if (nrow(frame) * replicates <= 1000000) {
  boot <- second(function() svymean(outcomes, as.svrepdesign(ready, type = "subbootstrap", replicates = replicates)))
  found <- c(found, paste0('"bootstrap": ', boot))
}
cat("{", paste(found, collapse = ", "), "}\n")
