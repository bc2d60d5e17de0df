# The main job of `make run`.
RUN = swift run -c release pennant sedovrun --pieces 8 --image sedov.png

.PHONY: help run test quick test-unit test-tsan test-asan fuzz soak mappings soundness format bench clean

help:  ## lists these targets
	@sed -nE 's/^([a-z-]+):.*## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

run:  ## builds, and computes a blast wave into sedov.png
	-@Scripts/install png
	$(RUN)

test:  ## everything, under 45 minutes
	@Scripts/test

quick:  ## the everyday part, under 5 minutes
	@Scripts/test quick

test-unit:  ## the test suites alone
	@Scripts/test unit

test-tsan:  ## the suites under the thread sanitizer
	@Scripts/test tsan

test-asan:  ## the suites under the address sanitizer
	@Scripts/test asan

fuzz:  ## random programs against the oracle (PROGRAMS=n SEED=n)
	@Scripts/test fuzz

soak:  ## random programs for hours, from where the last call ended (HOURS=n)
	swift run -c release cohort fuzz --soak $(or $(HOURS),1) --state .build/soak.state --corpus .build/soak.corpus

mappings:  ## PENNANT, circuit and stencil under 200 random mappings
	@Scripts/random-mappings

soundness:  ## format, layers, documentation, words
	@Scripts/soundness

format:  ## formats all Swift files
	@Scripts/soundness --fix format

bench:  ## the benchmarks
	swift run -c release --package-path Benchmarks OneTaskLife
	swift run -c release --package-path Benchmarks Kernels
	Benchmarks/pennant-pair
	Benchmarks/taskbench-peers --metg

clean:  ## removes what builds made
	rm -rf .build .build-tsan .build-asan Benchmarks/.build
