# Results of R survey for the data sets beside this file: Rscript r_cases.R > r_cases.json
# Every line of the result is one call: what was asked (id), and what R answered.
suppressMessages({library(survey); library(jsonlite)})
options(digits = 17, warn = -1)
read <- function(name) read.csv(paste0(name, ".csv"))
cases <- list()
keep <- function(id, ...) cases[[id]] <<- list(...)
vec <- function(x) unname(as.vector(x))
stat <- function(s) list(est = vec(coef(s)), se = vec(SE(s)), vcov = unname(as.matrix(vcov(s))))

apisrs <- read("apisrs"); apistrat <- read("apistrat")
apiclus1 <- read("apiclus1"); apiclus2 <- read("apiclus2")
for (f in c("apisrs", "apistrat", "apiclus1", "apiclus2")) {
  d <- get(f)
  d$stype <- factor(d$stype); d$awards <- factor(d$awards); d$sch_wide <- factor(d$sch_wide)
  d$comp_imp <- factor(d$comp_imp)
  assign(f, d)
}
ps <- read("pubsurvey"); pr <- subset(ps, resp == 1 & stratum != 72); pr1 <- subset(ps, resp == 1)
nh <- read("nhanes"); nh$race <- factor(nh$race)
pairs <- tapply(nh$SDMVPSU, nh$SDMVSTRA, function(x) length(unique(x)))
nh2 <- nh[nh$SDMVSTRA %in% names(pairs)[pairs == 2], ]
fpcd <- read("fpc"); mu284 <- read("mu284"); hospital <- read("hospital"); scd <- read("scd")
epps <- read("election_pps"); ejp <- as.matrix(read("election_jointprob"))
yrbs <- read("yrbs"); yrbs$q <- as.numeric(yrbs$qn8 == 2)

designs <- list(
  srs = svydesign(id = ~1, fpc = ~fpc, data = apisrs),
  srs_nofpc = svydesign(id = ~1, weights = ~pw, data = apisrs),
  strat = svydesign(id = ~1, strata = ~stype, weights = ~pw, fpc = ~fpc, data = apistrat),
  strat_nofpc = svydesign(id = ~1, strata = ~stype, weights = ~pw, data = apistrat),
  clus1 = svydesign(id = ~dnum, weights = ~pw, fpc = ~fpc, data = apiclus1),
  clus1_nofpc = svydesign(id = ~dnum, weights = ~pw, data = apiclus1),
  clus2 = svydesign(id = ~dnum + snum, fpc = ~fpc1 + fpc2, data = apiclus2),
  clus2_wr = svydesign(id = ~dnum + snum, weights = ~pw, data = apiclus2),
  nhd = svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nh),
  yrd = svydesign(id = ~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = yrbs),
  mu = svydesign(id = ~id1 + id2, fpc = ~n1 + n2, data = mu284),
  fpcs = svydesign(id = ~psuid, strata = ~stratid, weights = ~weight, fpc = ~Nh, data = fpcd, nest = TRUE),
  hosp = svydesign(id = ~1, strata = ~oblevel, fpc = ~tothosp, weights = ~weighta, data = hospital),
  pub = svydesign(id = ~psu, strata = ~stratum, weights = ~bw, data = pr),
  pubf = svydesign(id = ~psu, strata = ~stratum, weights = ~bw, fpc = ~Npsu, data = pr)
)
numbers <- list(
  srs = c("api00", "api99", "enroll"), srs_nofpc = c("api00", "enroll"), strat = c("api00", "api99", "enroll"),
  strat_nofpc = c("api00", "enroll"), clus1 = c("api00", "api99", "enroll"), clus1_nofpc = c("api00", "enroll"),
  clus2 = c("api00", "api99"), clus2_wr = c("api00", "api99"), nhd = "HI_CHOL", yrd = "q", mu = "y1",
  fpcs = "x", hosp = "births", pub = c("sat", "aware", "visits", "spend"), pubf = c("sat", "rare", "score")
)
form <- function(names) as.formula(paste("~", paste(names, collapse = "+")))

# means and totals: covariance, design effects both ways, degrees of freedom
for (name in names(designs)) {
  for (y in numbers[[name]]) {
    m <- svymean(form(y), designs[[name]], na.rm = TRUE, deff = TRUE)
    t <- svytotal(form(y), designs[[name]], na.rm = TRUE, deff = TRUE)
    full <- designs[[name]]
    used <- eval(bquote(subset(full, !is.na(.(as.name(y))))))
    keep(paste("mean", name, y, sep = "."), est = vec(coef(m)), se = vec(SE(m)), df = degf(used),
         deff = vec(deff(m)), deff_replace = vec(deff(svymean(form(y), designs[[name]], na.rm = TRUE, deff = "replace"))),
         low = vec(confint(m, df = degf(used)))[1], high = vec(confint(m, df = degf(used)))[2])
    keep(paste("total", name, y, sep = "."), est = vec(coef(t)), se = vec(SE(t)), df = degf(used), deff = vec(deff(t)),
         low = vec(confint(t, df = degf(used)))[1], high = vec(confint(t, df = degf(used)))[2])
  }
}

# categories: totals and shares of every level
for (name in c("srs", "strat_nofpc", "clus1", "clus2")) {
  keep(paste("shares", name, "stype", sep = "."), est = vec(coef(svymean(~stype, designs[[name]]))),
       se = vec(SE(svymean(~stype, designs[[name]]))))
  keep(paste("sizes", name, "stype", sep = "."), est = vec(coef(svytotal(~stype, designs[[name]]))),
       se = vec(SE(svytotal(~stype, designs[[name]]))))
}

# ratios, in all and by domain
pairs_of <- list(strat = c("api_stu", "enroll"), clus1 = c("api_stu", "enroll"), pub = c("visits", "visits_prev"))
for (name in names(pairs_of)) {
  p <- pairs_of[[name]]
  by <- if (name == "pub") ~district else ~stype
  keep(paste("ratio", name, sep = "."), above = p[1], below = p[2],
       est = vec(coef(svyratio(form(p[1]), form(p[2]), designs[[name]], na.rm = TRUE))),
       se = vec(SE(svyratio(form(p[1]), form(p[2]), designs[[name]], na.rm = TRUE))))
  b <- svyby(form(p[1]), by, designs[[name]], svyratio, denominator = form(p[2]), na.rm = TRUE)
  keep(paste("ratio_by", name, sep = "."), above = p[1], below = p[2], by = all.vars(by), est = vec(coef(b)), se = vec(SE(b)))
}

# domains: one and two variables, means and totals, with their covariance
domains <- list(c("srs", "api00", "stype"), c("strat", "api00", "stype"), c("strat", "enroll", "comp_imp"),
                c("clus1", "api00", "stype"), c("clus2", "api00", "stype"), c("clus2_wr", "api99", "sch_wide"),
                c("nhd", "HI_CHOL", "race"), c("pub", "spend", "district"), c("pubf", "sat", "age"),
                c("pub", "sat", "urb+sex"), c("yrd", "q", "stratum"))
for (d in domains) {
  by <- as.formula(paste("~", d[3]))
  for (kind in c("mean", "total")) {
    f <- if (kind == "mean") svymean else svytotal
    b <- svyby(form(d[2]), by, designs[[d[1]]], f, na.rm = TRUE)
    keep(paste("by", kind, d[1], d[2], d[3], sep = "."), groups = vec(as.character(rownames(b))), est = vec(coef(b)), se = vec(SE(b)))
  }
}

# quantiles by every definition; at shares that no cumulated weight hits exactly, where R rounds
for (rule in c("math", "school", "shahvaish", paste0("hf", 1:9))) {
  for (d in list(c("srs", "api00"), c("strat", "api00"), c("clus1", "api99"), c("pub", "spend"))) {
    for (kind in c("mean", "beta", "xlogit", "asin")) {
      if (kind != "mean" && !(rule %in% c("math", "school", "hf7"))) next
      q <- svyquantile(form(d[2]), designs[[d[1]]], c(0.113, 0.263, 0.487, 0.763, 0.913), ci = TRUE, qrule = rule,
                       interval.type = kind, na.rm = TRUE)[[1]]
      keep(paste("quantile", d[1], d[2], rule, kind, sep = "."), est = vec(q[, 1]), low = vec(q[, 2]), high = vec(q[, 3]),
           se = vec(q[, 4]))
    }
  }
}
# the score interval: where R's own test of the share crosses its limits (R then looks the ends up by
# unweighted ranks, which is right for equal weights only, so the crossings themselves are kept)
crossing <- function(x, p, design, limit) {
  score <- function(theta) { m <- svymean((x > theta) - (1 - p), design); as.vector(m / SE(m)) - limit }
  uniroot(score, range(x) + c(1, -1) * IQR(x) / 100, tol = 1e-9)$root
}
for (d in list(c("srs", "api00"), c("strat", "api00"), c("clus1", "api99"), c("pub", "spend"))) {
  full <- eval(bquote(subset(designs[[d[1]]], !is.na(.(as.name(d[2]))))))
  x <- full$variables[[d[2]]]; t <- qt(0.975, degf(full)); p <- c(0.303, 0.487, 0.763)
  keep(paste("quantile", d[1], d[2], "math", "score", sep = "."), low = sapply(p, crossing, x = x, design = full, limit = t),
       high = sapply(p, crossing, x = x, design = full, limit = -t))
}

# shares with their intervals
shares <- list(c("srs", "high"), c("strat", "high"), c("clus1", "comp"), c("clus1_nofpc", "veryhigh"), c("clus2", "sw"),
               c("nhd", "HI_CHOL"), c("pub", "sat"), c("pub", "rare"), c("pubf", "aware"), c("yrd", "q"))
for (s in shares) for (method in c("logit", "likelihood", "asin", "beta", "mean", "xlogit")) for (level in c(0.9, 0.95)) {
  full <- designs[[s[1]]]
  used <- eval(bquote(subset(full, !is.na(.(as.name(s[2]))))))
  # R's own profile of the likelihood fails for some of these
  p <- tryCatch(svyciprop(form(s[2]), used, method = method, level = level, df = degf(used)), error = function(e) NULL)
  if (is.null(p)) next
  keep(paste("share", s[1], s[2], method, level * 100, sep = "."), est = vec(coef(p)), low = attr(p, "ci")[[1]], high = attr(p, "ci")[[2]])
}

# variances and correlations
for (name in c("srs", "strat", "clus1", "clus2")) {
  v <- svyvar(~api00 + api99, designs[[name]])
  keep(paste("variance", name, sep = "."), est = vec(as.matrix(v)[c(1, 2, 4)]), se = vec(sqrt(diag(vcov(v)))[c(1, 2, 4)]))
}
b <- svyby(~api00, ~stype, designs$clus1, svyvar)
keep("variance_by.clus1", est = vec(coef(b)), se = vec(SE(b)))

# contrasts and smooth functions
for (name in c("strat", "clus1", "pub")) {
  y <- if (name == "pub") c("visits", "spend") else c("api00", "api99")
  m <- svymean(form(y), designs[[name]], na.rm = TRUE)
  names(m) <- c("a", "b")
  s <- svycontrast(m, list(c(a = 1, b = -2)))
  keep(paste("contrast", name, sep = "."), est = vec(coef(s)), se = vec(SE(s)))
  for (e in list(quote(a / b), quote(log(a / b)), quote(sqrt(a) * b), quote((a - b) / (a + b)))) {
    s <- svycontrast(m, e)
    keep(paste("smooth", name, deparse(e), sep = "."), est = vec(coef(s)), se = vec(SE(s)))
  }
}
m <- svyby(~api00, ~stype, designs$clus1, svymean, covmat = TRUE)
s <- svycontrast(m, list(c(E = 1, H = -0.5, M = -0.5)))
keep("contrast.domains", est = vec(coef(s)), se = vec(SE(s)))

# direct standardisation
s <- svystandardize(designs$nhd, by = ~agecat, over = ~race, population = c(55901, 77670, 72816, 45364), excluding.missing = ~HI_CHOL)
b <- svyby(~HI_CHOL, ~race, s, svymean, na.rm = TRUE)
keep("standard.nhd", est = vec(coef(b)), se = vec(SE(b)))
s <- svystandardize(designs$pub, by = ~age, over = ~district, population = c(27, 31, 24, 18))
b <- svyby(~visits, ~district, s, svymean, na.rm = TRUE)
keep("standard.pub", est = vec(coef(b)), se = vec(SE(b)))

# models
models <- list(
  c("strat", "gaussian", "api00 ~ ell + meals + mobility"), c("clus1", "gaussian", "api00 ~ stype + meals"),
  c("clus2", "gaussian", "api00 ~ ell + meals"), c("clus1", "quasibinomial", "comp ~ ell + meals"),
  c("strat", "quasibinomial", "sw ~ ell + meals + mobility"), c("pub", "quasibinomial", "sat ~ age + urb"),
  c("strat", "quasipoisson", "api_stu ~ ell + meals"), c("pub", "quasipoisson", "visits ~ age + sex"))
for (m in models) {
  full <- designs[[m[1]]]
  g <- svyglm(as.formula(m[3]), full, family = get(m[2])(), control = list(epsilon = 1e-14, maxit = 100))
  ci <- confint(g, ddf = g$df.residual)
  keep(paste("model", m[1], m[2], m[3], sep = "|"), names = names(coef(g)), est = vec(coef(g)), se = vec(SE(g)),
       vcov = unname(vcov(g)), df = g$df.residual, p = vec(summary(g)$coefficients[, 4]), low = vec(ci[, 1]), high = vec(ci[, 2]))
}
g <- svyglm(api00 ~ stype + meals + ell, designs$clus1)
r <- regTermTest(g, ~stype); w <- regTermTest(g, ~meals + ell)
keep("term.clus1.stype", statistic = vec(r$Ftest), degrees = c(r$df, r$ddf), p = vec(r$p))
keep("term.clus1.meals+ell", statistic = vec(w$Ftest), degrees = c(w$df, w$ddf), p = vec(w$p))

# tests
for (d in list(c("clus1", "sch_wide", "stype"), c("strat", "comp_imp", "awards"), c("pub", "sat", "district"),
               c("nhd", "HI_CHOL", "race"), c("clus2", "stype", "sch_wide"))) {
  for (statistic in c("F", "Chisq", "Wald", "adjWald", "saddlepoint")) {
    # R scales Pearson's statistic by all rows, also those where an answer is missing
    full <- eval(bquote(subset(designs[[d[1]]], !is.na(.(as.name(d[2]))))))
    h <- svychisq(as.formula(paste("~", d[2], "+", d[3])), full, statistic = statistic)
    keep(paste("table", d[1], d[2], d[3], statistic, sep = "."), statistic = vec(h$statistic), degrees = if (length(h$parameter)) vec(h$parameter) else list(), p = vec(h$p.value))
  }
}
for (d in list(c("strat", "api00", "comp_imp"), c("clus1", "enroll", "sch_wide"), c("clus2", "api00", "sch_wide"), c("pub", "spend", "sex"))) {
  full <- eval(bquote(subset(designs[[d[1]]], !is.na(.(as.name(d[2]))))))
  f <- as.formula(paste(d[2], "~", d[3]))
  h <- svyttest(f, full)
  keep(paste("groups", d[1], d[2], d[3], sep = "."), est = vec(h$estimate), statistic = vec(h$statistic), degrees = vec(h$parameter), p = vec(h$p.value))
  for (test in c("wilcoxon", "vanderWaerden", "median")) {
    h <- svyranktest(f, full, test = test)
    keep(paste("ranks", d[1], d[2], d[3], test, sep = "."), est = vec(h$estimate), statistic = vec(h$statistic), degrees = vec(h$parameter), p = vec(h$p.value))
  }
}
for (d in list(c("strat", "api00", "stype"), c("clus1", "enroll", "stype"), c("pub", "spend", "district"))) {
  full <- eval(bquote(subset(designs[[d[1]]], !is.na(.(as.name(d[2]))))))
  for (test in c("KruskalWallis", "vanderWaerden", "median")) {
    h <- svyranktest(as.formula(paste(d[2], "~ factor(", d[3], ")")), full, test = test)
    keep(paste("ranks_many", d[1], d[2], d[3], test, sep = "."), statistic = vec(h$parameter), degrees = c(vec(h$statistic), h$ddf), p = vec(h$p.value))
  }
}

# calibration
pop <- c(`(Intercept)` = 6194, stypeH = 755, stypeM = 1018)
with99 <- c(pop, api99 = 3914069)
calibrations <- list(
  linear = list(~stype + api99, with99, "linear", c(-Inf, Inf)),
  linear_bounded = list(~stype + api99, with99, "linear", c(0.6, 1.9)),
  raking = list(~stype + api99, with99, "raking", c(-Inf, Inf)),
  raking_bounded = list(~stype, pop, "raking", c(0.5, 1.6)),
  logit = list(~stype + api99, with99, "logit", c(0.4, 2.4)),
  logit_tight = list(~stype, pop, "logit", c(0.55, 1.5)))
for (name in c("clus1", "srs", "strat")) for (kind in names(calibrations)) {
  k <- calibrations[[kind]]
  d <- tryCatch(calibrate(designs[[name]], k[[1]], k[[2]], calfun = k[[3]], bounds = k[[4]], epsilon = 1e-13, maxit = 200), error = function(e) NULL)
  if (is.null(d)) next
  m <- svymean(~api00, d, deff = TRUE)
  keep(paste("calibrate", name, kind, sep = "."), weights = vec(weights(d)), est = vec(coef(m)), se = vec(SE(m)), deff = vec(deff(m)),
       total = vec(coef(svytotal(~enroll, d, na.rm = TRUE))), total_se = vec(SE(svytotal(~enroll, d, na.rm = TRUE))))
  b <- svyby(~api00, ~comp_imp, d, svymean)
  keep(paste("calibrate_by", name, kind, sep = "."), est = vec(coef(b)), se = vec(SE(b)))
  v <- svyratio(~api_stu, ~enroll, d, na.rm = TRUE)
  keep(paste("calibrate_ratio", name, kind, sep = "."), est = vec(coef(v)), se = vec(SE(v)))
}
d <- calibrate(designs$clus1, ~stype + api99, with99, calfun = "linear", aggregate.stage = 1, epsilon = 1e-13)
keep("calibrate.clus1.whole_clusters", weights = vec(weights(d)), est = vec(coef(svymean(~api00, d))), se = vec(SE(svymean(~api00, d))))
d <- calibrate(designs$clus1, ~stype + api99, with99, calfun = "linear")
full <- d
g <- svyglm(api00 ~ ell + meals, full)
keep("calibrate_model.clus1", est = vec(coef(g)), se = vec(SE(g)))
h <- svychisq(~sch_wide + stype, calibrate(designs$clus1, ~api99, c(`(Intercept)` = 6194, api99 = 3914069)))
keep("calibrate_table.clus1", statistic = vec(h$statistic), degrees = vec(h$parameter), p = vec(h$p.value))
h <- svyttest(api00 ~ comp_imp, full)
keep("calibrate_groups.clus1", est = vec(h$estimate), statistic = vec(h$statistic), degrees = vec(h$parameter), p = vec(h$p.value))
types <- data.frame(stype = c("E", "H", "M"), Freq = c(4421, 755, 1018))
schw <- data.frame(sch_wide = c("No", "Yes"), Freq = c(1072, 5122))
d <- postStratify(designs$clus1, ~stype, types)
for (y in c("api00", "enroll")) {
  m <- svymean(form(y), d, na.rm = TRUE); t <- svytotal(form(y), d, na.rm = TRUE)
  keep(paste("poststratify.clus1", y, sep = "."), est = vec(coef(m)), se = vec(SE(m)), total = vec(coef(t)), total_se = vec(SE(t)))
}
both <- data.frame(stype = rep(c("E", "H", "M"), 2), sch_wide = rep(c("No", "Yes"), each = 3), Freq = c(472, 313, 287, 3949, 442, 731))
d <- postStratify(designs$srs, ~stype + sch_wide, both)
m <- svymean(~api00, d)
keep("poststratify_crossed.srs", est = vec(coef(m)), se = vec(SE(m)))
d <- trimWeights(calibrate(designs$clus1, ~stype + api99, with99), lower = 20, upper = 45)
keep("trim.clus1", weights = vec(weights(d)), est = vec(coef(svymean(~api00, d))), se = vec(SE(svymean(~api00, d))))

# replicates
pairs2 <- svydesign(id = ~SDMVPSU, strata = ~SDMVSTRA, weights = ~WTMEC2YR, nest = TRUE, data = nh2)
scdd <- svydesign(id = ~ambulance, strata = ~ESA, weights = ~one, data = transform(scd, one = 1), nest = TRUE)
replicated <- list(
  JK1.clus1 = as.svrepdesign(designs$clus1, type = "JK1"), JK1.clus1_nofpc = as.svrepdesign(designs$clus1_nofpc, type = "JK1"),
  JK1.srs = as.svrepdesign(designs$srs, type = "JK1"),
  JKn.strat = as.svrepdesign(designs$strat, type = "JKn"), JKn.strat_nofpc = as.svrepdesign(designs$strat_nofpc, type = "JKn"),
  JKn.pub = as.svrepdesign(designs$pub, type = "JKn"), JKn.fpcs = as.svrepdesign(designs$fpcs, type = "JKn"),
  JKn.hosp = as.svrepdesign(designs$hosp, type = "JKn"))
ys <- list(JK1.clus1 = c("api00", "enroll"), JK1.clus1_nofpc = c("api00", "enroll"), JK1.srs = "api00", JKn.strat = c("api00", "enroll"),
           JKn.strat_nofpc = "api00", JKn.pub = c("sat", "spend"), JKn.fpcs = "x", JKn.hosp = "births")
for (name in names(replicated)) for (mse in c(FALSE, TRUE)) {
  r <- replicated[[name]]; r$mse <- mse
  for (y in ys[[name]]) {
    m <- svymean(form(y), r, na.rm = TRUE); t <- svytotal(form(y), r, na.rm = TRUE)
    keep(paste("replicate", name, y, mse, sep = "."), est = vec(coef(m)), se = vec(SE(m)), total = vec(coef(t)), total_se = vec(SE(t)),
         count = ncol(r$repweights), df = degf(r))
  }
}
r <- replicated$JK1.clus1
b <- svyby(~api00, ~stype, r, svymean); keep("replicate_by.JK1.clus1", est = vec(coef(b)), se = vec(SE(b)))
v <- svyratio(~api_stu, ~enroll, r); keep("replicate_ratio.JK1.clus1", est = vec(coef(v)), se = vec(SE(v)))
g <- svyglm(api00 ~ ell + meals, r); keep("replicate_model.JK1.clus1", est = vec(coef(g)), se = vec(SE(g)), df = g$df.residual)
g <- svyglm(comp ~ ell + meals, r, family = quasibinomial(), control = list(epsilon = 1e-14, maxit = 100))
keep("replicate_logistic.JK1.clus1", est = vec(coef(g)), se = vec(SE(g)))
k <- calibrate(r, ~stype + api99, with99, calfun = "linear", epsilon = 1e-13)
keep("replicate_calibrate.JK1.clus1", est = vec(coef(svymean(~api00, k))), se = vec(SE(svymean(~api00, k))))
k <- postStratify(r, ~stype, types)
keep("replicate_poststratify.JK1.clus1", est = vec(coef(svymean(~api00, k))), se = vec(SE(svymean(~api00, k))))
h <- svychisq(~sch_wide + stype, r); keep("replicate_table.JK1.clus1", statistic = vec(h$statistic), degrees = vec(h$parameter), p = vec(h$p.value))
h <- svyttest(api00 ~ comp_imp, r); keep("replicate_groups.JK1.clus1", est = vec(h$estimate), statistic = vec(h$statistic), degrees = vec(h$parameter), p = vec(h$p.value))
q <- svyquantile(~api00, r, c(0.25, 0.5), interval.type = "quantile")[[1]]
keep("replicate_quantile.JK1.clus1", est = vec(q[, 1]), low = vec(q[, 2]), high = vec(q[, 3]), se = vec(q[, 4]))
nh2$w2 <- as.numeric(nh2$race == 2)
pairs2 <- update(pairs2, w2 = as.numeric(race == 2))
for (type in c("BRR", "Fay")) {
  r <- if (type == "Fay") as.svrepdesign(pairs2, type = type, fay.rho = 0.3) else as.svrepdesign(pairs2, type = type)
  keep(paste("replicate_half", type, sep = "."), se = vec(SE(svytotal(~w2, r))), count = ncol(r$repweights))
}
set.seed(1)
m <- as.svrepdesign(designs$mu, type = "mrbbootstrap", replicates = 40)
keep("replicate_given.mu", factors = unname(as.matrix(m$repweights)), scale = m$scale, rscale = m$rscales[1], est = vec(coef(svytotal(~y1, m))), se = vec(SE(svytotal(~y1, m))),
     mean = vec(coef(svymean(~y1, m))), mean_se = vec(SE(svymean(~y1, m))))

# lonely PSUs
lone <- svydesign(id = ~psu, strata = ~stratum, weights = ~bw, data = pr1)
for (choice in c("certainty", "remove", "adjust", "average")) {
  options(survey.lonely.psu = choice)
  for (y in c("sat", "visits")) keep(paste("lonely", choice, y, sep = "."), se = vec(SE(svymean(form(y), lone, na.rm = TRUE))))
  v <- svyratio(~visits, ~visits_prev, lone, na.rm = TRUE)
  keep(paste("lonely_ratio", choice, sep = "."), se = vec(SE(v)))
  if (choice != "adjust") keep(paste("lonely_total", choice, sep = "."), se = vec(SE(svytotal(~sat, lone, na.rm = TRUE))))
}
options(survey.lonely.psu = "fail")

# unequal probabilities
pps <- list(
  brewer = svydesign(id = ~1, fpc = ~p, data = epps, pps = "brewer"),
  overton = svydesign(id = ~1, fpc = ~p, data = epps, pps = "overton"),
  `hartley-rao` = svydesign(id = ~1, fpc = ~p, data = epps, pps = HR()),
  `hartley-rao-given` = svydesign(id = ~1, fpc = ~p, data = epps, pps = HR(sum(epps$p^2) / 40)),
  `horvitz-thompson` = svydesign(id = ~1, fpc = ~p, data = epps, pps = ppsmat(ejp)),
  `yates-grundy` = svydesign(id = ~1, fpc = ~p, data = epps, pps = ppsmat(ejp), variance = "YG"))
for (name in names(pps)) {
  t <- svytotal(~Bush + Kerry + Nader, pps[[name]]); v <- svyratio(~Bush, ~votes, pps[[name]])
  keep(paste("pps", name, sep = "."), est = vec(coef(t)), se = vec(SE(t)), vcov = unname(as.matrix(vcov(t))), ratio = vec(coef(v)), ratio_se = vec(SE(v)))
}

# two phases
# (method "full" takes a first phase with replacement for a Poisson sample, and mixes up the sizes of
# first-phase strata; so only unstratified first phases with a population size are compared)
p2 <- ps; p2$sub <- p2$resp == 1; p2$N1 <- 50000; p2$Nc <- 900
p2$sat[!p2$sub] <- NA
two <- list(
  simple = twophase(id = list(~id, ~id), strata = list(NULL, ~age), subset = ~sub, data = p2, method = "simple"),
  full = twophase(id = list(~id, ~id), strata = list(NULL, ~age), fpc = list(~N1, NULL), subset = ~sub, data = p2, method = "full"),
  full_one = twophase(id = list(~id, ~id), fpc = list(~N1, NULL), subset = ~sub, data = p2, method = "full"),
  full_clusters = twophase(id = list(~psu, ~id), strata = list(NULL, ~age), fpc = list(~Nc, NULL), subset = ~sub, data = p2, method = "full"))
for (name in names(two)) {
  m <- svymean(~sat + aware, two[[name]]); t <- svytotal(~visits, two[[name]], na.rm = TRUE)
  keep(paste("twophase", name, sep = "."), est = vec(coef(m)), se = vec(SE(m)), total = vec(coef(t)), total_se = vec(SE(t)))
}

cat(toJSON(list(made_with = paste(R.version.string, "survey", packageVersion("survey")), cases = cases),
           digits = NA, auto_unbox = TRUE, pretty = FALSE, na = "null"))
