package diag

// Modules and outputs.
var (
	InvalidModuleSource = define(Entry{
		Code: "CW1401", Summary: "Invalid module source",
		Cause:   "A module is a folder of the repository, and this block does not name one that callwright can read.",
		Fix:     "Write the path of the folder, relative to the file, beginning with ./ or ../. --root DIR allows folders above the configuration's.",
		Example: "module \"site\" {\n  source = \"./modules/stie\"\n}\n-- modules/site/main.hcl --\nqueue \"sales\" {}\n",
	})
	ModuleCycle = define(Entry{
		Code: "CW1402", Summary: "Module calls itself",
		Cause:   "A module contains itself, through the modules that the message lists, so there would be no end to them.",
		Fix:     "Remove one of the module blocks.",
		Example: "module \"site\" {\n  source = \"./site\"\n}\n-- site/main.hcl --\nmodule \"inner\" {\n  source = \"../site\"\n}\n",
	})
	ModulesTooDeep = define(Entry{
		Code: "CW1403", Summary: "Modules nest too deeply",
		Cause: "A module calls another, which calls another, and so on. The address of an object has all of them.",
		Fix:   "Call the inner modules from the configuration itself, and give one module the outputs of the other.",
		Example: `Error[CW1403]: Modules nest too deeply

  on m20/main.hcl line 2, in module "next":
  2:   source = "../m21"
                ^^^^^^^^
  At most 20 modules can be inside one another: m1 -> m2 -> … -> m21.
`,
	})
	NotAllowedInModule = define(Entry{
		Code: "CW1404", Summary: "Block not allowed in a module",
		Cause:   "The block is about the instance, or about all objects of the stack. Only the configuration's own folder can have it, and not a module.",
		Fix:     "Move the block to the configuration that calls the module.",
		Example: "module \"site\" {\n  source = \"./site\"\n}\n-- site/main.hcl --\nprovider \"local\" {}\n",
	})
	UnknownModule = define(Entry{
		Code: "CW1405", Summary: "Unknown module",
		Cause:   "An expression uses a module that no module block of the same folder calls.",
		Fix:     "Correct the name. The message suggests the closest match.",
		Example: "module \"site\" {\n  source = \"./site\"\n}\nlocals {\n  q = module.stie.queue\n}\n-- site/main.hcl --\nqueue \"sales\" {}\noutput \"queue\" {\n  value = queue.sales\n}\n",
	})
	UnknownInput = define(Entry{
		Code: "CW1406", Summary: "Unknown input",
		Cause:   "The module block sets a variable that the module does not declare.",
		Fix:     "Correct the name, or declare the variable in the module.",
		Example: "module \"site\" {\n  source   = \"./site\"\n  sitename = \"London\"\n}\n-- site/main.hcl --\nvariable \"site_name\" {\n  default = \"\"\n}\nqueue \"sales\" {}\n",
	})
	InputRequired = define(Entry{
		Code: "CW1407", Summary: "Input required",
		Cause:   "The module declares a variable without a default, and the module block does not set it.",
		Fix:     "Set the variable in the module block, or give it a default in the module.",
		Example: "module \"site\" {\n  source = \"./site\"\n}\n-- site/main.hcl --\nvariable \"name\" {}\nqueue \"sales\" {\n  name = var.name\n}\n",
	})
	UnknownOutput = define(Entry{
		Code: "CW1408", Summary: "Unknown output",
		Cause:   "An expression uses an output that the module does not have. The outputs are all that can be seen of a module from outside.",
		Fix:     "Correct the name, or add an output block to the module.",
		Example: "module \"site\" {\n  source = \"./site\"\n}\nrouting_profile \"all\" {\n  default_outbound_queue = module.site.sales\n}\n-- site/main.hcl --\nqueue \"sales\" {}\noutput \"queue\" {\n  value = queue.sales\n}\n",
	})
	IncompleteOutput = define(Entry{
		Code: "CW1409", Summary: "Incomplete output",
		Cause:   "An output needs the value that others can use.",
		Fix:     "Write value = … in the output block.",
		Example: "output \"queue\" {}\n",
	})
)
