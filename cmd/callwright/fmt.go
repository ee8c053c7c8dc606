package main

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/spf13/cobra"

	"github.com/callwright/callwright/cmd/internal/file"
	"github.com/callwright/callwright/schema/format"
)

func (a *app) fmtCommand() *cobra.Command {
	var check bool
	c := &cobra.Command{
		Use:   "fmt [FILE | DIR]...",
		Short: "Write HCL in its canonical form",
		Long: `fmt writes the *.hcl files of the working folder and the folders below it, or of
those given, in their canonical form, with the columns of tables lined up, and
prints the names of the files that it changed. "-" formats standard input.`,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && args[0] == "-" {
				return a.formatInput(check)
			}
			if len(args) == 0 {
				args = []string{"."}
			}
			return a.format(args, check)
		},
	}
	c.Flags().BoolVar(&check, "check", false, "change nothing, and exit 3 when a file would change")
	return c
}

func (a *app) format(paths []string, check bool) error {
	var files []string
	for _, path := range paths {
		found, err := hclFiles(path)
		if err != nil {
			return usage("%v", err)
		}
		files = append(files, found...)
	}
	changed, broken := 0, false
	for _, file := range files {
		differs, err := a.formatFile(file, check)
		if err != nil {
			broken = true
		}
		if differs {
			changed++
			fmt.Fprintln(a.Out, file)
		}
	}
	if broken || check && changed > 0 {
		return exit(exitConfig)
	}
	return nil
}

// formatFile formats one file, in place unless check, and reports whether that
// changes it. What is wrong is said.
func (a *app) formatFile(path string, check bool) (bool, error) {
	src, err := os.ReadFile(path)
	if err != nil {
		a.Complain("%v", err)
		return false, err
	}
	done, diags := format.Source(src, path)
	if diags.HasErrors() {
		a.diagnose(diags, map[string]*hcl.File{path: {Bytes: src}})
		return false, diags
	}
	if bytes.Equal(src, done) {
		return false, nil
	}
	if check {
		return true, nil
	}
	if err := file.Replace(path, done); err != nil {
		a.Complain("%v", err)
		return false, err
	}
	return true, nil
}

func (a *app) formatInput(check bool) error {
	src, err := io.ReadAll(a.In)
	if err != nil {
		return err
	}
	done, diags := format.Source(src, "<stdin>")
	if diags.HasErrors() {
		a.diagnose(diags, map[string]*hcl.File{"<stdin>": {Bytes: src}})
		return exit(exitConfig)
	}
	if check && !bytes.Equal(src, done) {
		return exit(exitConfig)
	}
	if !check {
		_, err = a.Out.Write(done)
	}
	return err
}

// hclFiles returns path itself when it is a file, else the *.hcl files in it and
// below, but for folders whose names begin with a dot.
func hclFiles(path string) ([]string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var files []string
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != path && strings.HasPrefix(d.Name(), "."):
			return filepath.SkipDir
		case d.Type().IsRegular() && strings.HasSuffix(p, ".hcl"):
			files = append(files, p)
		}
		return nil
	})
	return files, err
}
