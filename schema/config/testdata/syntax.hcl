user "ada" {
  first_name = 
}

user "bob" {
  first_name = "x
}
