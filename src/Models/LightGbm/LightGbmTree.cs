namespace ServerlessTraining.Models.LightGbm;

/// <summary>One tree as LightGBM writes it: splits by number, the first is the root; a child below 0 is the leaf of its complement.</summary>
internal sealed record LightGbmTree(int[] Features, double[] Thresholds, int[] Decisions, int[] Left, int[] Right, double[] Leaves);
