"""What all measurements share: programs as processes, rounds, figures, results, the machine."""
