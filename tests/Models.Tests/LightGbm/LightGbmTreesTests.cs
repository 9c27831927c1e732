using System.Text;
using ServerlessTraining.Domain;
using ServerlessTraining.Models.LightGbm;
using ServerlessTraining.Models.Tests.Trees;

namespace ServerlessTraining.Models.Tests.LightGbm;

public sealed class LightGbmTreesTests
{
    public static TheoryData<string, string> Models => new()
    {
        { "lightgbm", """{"num_iterations": 60, "num_leaves": 63, "max_depth": -1, "min_data_in_leaf": 5}""" },
        { "lightgbm", """{"num_iterations": 3, "num_leaves": 2}""" },
        { "lightgbm", """{"min_data_in_leaf": 800, "num_iterations": 4}""" },
        { "random_forest", """{"n_estimators": 25, "num_leaves": 40}""" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Predict_AnyRows_GivesTheBitsOfLightGbm(string type, string options)
    {
        PlantedRows rows = new();
        byte[] file = Encoding.UTF8.GetBytes(TreeTraining.File(type, rows.Request(options)));
        double[] asked = [.. rows.Features.Rows(rows.Features.WarmUp..).ToArray()];

        AssertSame(file, asked, rows.Features.ColumnCount);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Predict_EverySplitsOwnThresholdAndWhatIsBesideIt_GivesTheBitsOfLightGbm(string type, string options)
    {
        PlantedRows rows = new();
        int width = rows.Features.ColumnCount;
        byte[] file = Encoding.UTF8.GetBytes(TreeTraining.File(type, rows.Request(options)));
        double[] usual = rows.Features.Row(rows.Features.WarmUp).ToArray();
        List<double> asked = [];
        foreach (LightGbmTree tree in LightGbmText.Read(file).Trees.Take(10))
        {
            for (int split = 0; split < tree.Features.Length; split++)
            {
                foreach (double value in (double[])[tree.Thresholds[split], double.BitIncrement(tree.Thresholds[split]), double.BitDecrement(tree.Thresholds[split])])
                {
                    double[] row = [.. usual];
                    row[tree.Features[split]] = value;
                    asked.AddRange(row);
                }
            }
        }

        AssertSame(file, [.. asked], width);
    }

    /// <summary>Missing values are counted as zero, as none, or have a side of their own: as the text says, and no product's model but these says it.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("zero")]
    [InlineData("nan")]
    public void Predict_NaNZeroAndNearZero_GivesTheBitsOfLightGbm(string missing)
    {
        PlantedRows rows = new();
        int width = rows.Features.ColumnCount;
        string text = TreeTraining.File("lightgbm", rows.Request("""{"num_iterations": 40, "min_data_in_leaf": 5}"""));
        byte[] file = Encoding.UTF8.GetBytes(WithMissing(text, missing));
        double[] odd = [double.NaN, 0, -0.0, 1e-36, -1e-36, 1e-35, 1.0000000180025095e-35, 2e-35, -2e-35, double.MaxValue, double.MinValue, double.Epsilon];
        SeededRandom random = new(11);
        double[] asked = [.. rows.Features.Rows(rows.Features.WarmUp..).ToArray()];
        for (int i = 0; i < asked.Length; i++)
        {
            if (random.Next(3) == 0) asked[i] = odd[random.Next(odd.Length)];
        }

        AssertSame(file, asked, width);
    }

    private static void AssertSame(byte[] file, double[] rows, int width)
    {
        using LightGbmTrees trees = LightGbmTrees.Read(file);
        double[] ours = new double[rows.Length / width];
        trees.Predict(rows, ours);

        double[] theirs = LightGbmOracle.Predict(file, rows, width);

        Assert.Equal(width, trees.FeatureCount);
        Assert.Equal(theirs.Select(BitConverter.DoubleToInt64Bits), ours.Select(BitConverter.DoubleToInt64Bits));
    }

    // A decision is 2 for "the default is left" and four times what counts as missing.
    private static string WithMissing(string text, string missing)
    {
        if (missing.Length == 0) return text;
        StringBuilder changed = new();
        int at = 0;
        Dictionary<int, int> grown = [];
        foreach (string line in text.Split('\n'))
        {
            string now = line;
            if (line.StartsWith("Tree=", StringComparison.Ordinal)) at = int.Parse(line[5..], System.Globalization.CultureInfo.InvariantCulture);
            if (line.StartsWith("decision_type=", StringComparison.Ordinal) && line.Length > "decision_type=".Length)
            {
                int split = 0;
                now = "decision_type=" + string.Join(' ', line["decision_type=".Length..].Split(' ').Select(_ => (missing == "zero" ? 4 : 8) + (split++ % 2 * 2)));
                grown[at] = now.Length - line.Length;
            }

            changed.Append(now).Append('\n');
        }

        changed.Length--;
        string whole = changed.ToString();
        string sizes = whole.Split('\n').First(line => line.StartsWith("tree_sizes=", StringComparison.Ordinal));
        string[] lengths = sizes["tree_sizes=".Length..].Split(' ');
        string fitting = "tree_sizes=" + string.Join(' ', lengths.Select((length, tree) => int.Parse(length, System.Globalization.CultureInfo.InvariantCulture) + grown.GetValueOrDefault(tree)));
        return whole.Replace(sizes, fitting, StringComparison.Ordinal);
    }
}
