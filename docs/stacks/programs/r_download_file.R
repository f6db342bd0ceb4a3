args <- commandArgs(trailingOnly = TRUE)
headers <- c(Authorization = paste("Bearer", args[2]))
status <- download.file(args[1], args[3], mode = "wb", headers = headers, quiet = TRUE)
if (status != 0) stop("download.file returned ", status)
