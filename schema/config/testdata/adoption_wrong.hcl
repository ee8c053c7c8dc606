callwright {
  stack    = "support"
  adopt    = "unchangd"
  formerly = ["old", "Old Stack", "support", null, ["x"]]
}
