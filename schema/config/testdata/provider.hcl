provider "amazonconect" {}
