"""Makes the data sets that the Rust tests read, and what other implementations say of them.

Where a library computes a figure, its answer stands in the fixture. Where none does (Subkoviak, Livingston and Lewis,
Kleinman's prior, the K2 index, Ebel, Hofstee, Beuk), the formula was written here from the paper, by other means than
in Rust: brute force, general quadrature and general root finding. The head of each fixture says which is which. Where
figures were published, the script ends if it does not find them.
"""

import chosen
import panels
import scored
import tables
import trends

if __name__ == "__main__":
    for make in [*scored.ALL, tables.strata, *trends.ALL, *chosen.ALL, *panels.ALL]:
        make()
        print(make.__name__)
