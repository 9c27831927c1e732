using System.Text;
using ServerlessTraining.Domain;

namespace ServerlessTraining.Models.Tests.Trees;

/// <summary>A hash that fits says nothing about who made a file. What is damaged must be refused before native code reads it, because there it can end the process: a
/// failure of this class may be that the test program is gone.</summary>
public sealed class TreeFileDamageTests
{
    private const ulong Seed = 20261121;
    private const int Damages = 200;

    public static TheoryData<string> All => TreeTrainerTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Load_FileCutAnywhere_IsRefused(string type)
    {
        SavedModel saved = Trained(type);
        byte[] file = saved.Files.Single().Value;
        SeededRandom random = new(Seed);

        foreach (int length in Enumerable.Range(0, Damages).Select(_ => random.Next(file.Length)).Concat([0, 1, file.Length - 1]))
        {
            Assert.StartsWith("This is not a whole ", Refused(type, saved, file[..length]), StringComparison.Ordinal);
        }
    }

    /// <summary>Numbers are what lengths, counts, children and features are made of.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Load_DigitChangedAnywhere_IsRefusedOrForecasts(string type)
    {
        SavedModel saved = Trained(type);
        byte[] file = saved.Files.Single().Value;
        int[] digits = [.. file.Index().Where(one => char.IsAsciiDigit((char)one.Item)).Select(one => one.Index)];
        SeededRandom random = new(Seed);

        for (int i = 0; i < Damages; i++)
        {
            byte[] damaged = [.. file];
            damaged[digits[random.Next(digits.Length)]] = (byte)('0' + random.Next(10));
            RefuseOrForecast(type, saved, damaged);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Load_ByteChangedAnywhere_IsRefusedOrForecasts(string type)
    {
        SavedModel saved = Trained(type);
        byte[] file = saved.Files.Single().Value;
        SeededRandom random = new(Seed);

        for (int i = 0; i < Damages; i++)
        {
            byte[] damaged = [.. file];
            damaged[random.Next(file.Length)] = (byte)random.Next(256);
            RefuseOrForecast(type, saved, damaged);
        }
    }

    [Theory]
    [InlineData("tree_sizes=", "the size of tree 0 is no number above 0", "tree_sizes=-")]
    [InlineData("tree_sizes=", "tree 0 is not where the sizes put it", "tree_sizes=1")]
    [InlineData("num_class=1", "num_class is 2, but a model of this product has 1", "num_class=2")]
    [InlineData("num_tree_per_iteration=1", "num_tree_per_iteration is missing", "num_trees=1")]
    [InlineData("label_index=0", "its header has num_class twice", "num_class=1")]
    [InlineData("binary sigmoid:1", "the objective is none of binary sigmoid:1, regression", "multiclass num_class:9")]
    [InlineData("\nnum_leaves=", "tree 0: a list has ", "\nnum_leaves=9")]
    [InlineData("\nnum_cat=0", "tree 0: a whole number is none, or out of its range", "\nnum_cat=1")]
    [InlineData("\nsplit_feature=", "tree 0: a whole number is none, or out of its range", "\nsplit_feature=9")]
    [InlineData("\nleft_child=", "tree 0: a whole number is none, or out of its range", "\nleft_child=99")]
    [InlineData("\nright_child=1 ", "tree 0: split 0 leads back to 0", "\nright_child=0 ")]
    [InlineData("\ndecision_type=2", "tree 0: decision_type has a category", "\ndecision_type=3")]
    [InlineData("\nleaf_value=", "tree 0: a number is none", "\nleaf_value=x")]
    [InlineData("\nis_linear=0", "tree 0: a whole number is none, or out of its range", "\nis_linear=1")]
    [InlineData("\nshrinkage=", "tree 0: shrinkage is missing", "\nshrunk=")]
    [InlineData("end of trees", "the 3 trees do not end where the sizes put their end", "end of tries")]
    [InlineData("end of parameters", "its end is missing", "end of parameter")]
    public void Load_LightGbmTextThatLies_IsRefusedByName(string what, string error, string instead) => AssertRefused("lightgbm", what, error, instead);

    [Theory]
    [InlineData("""{"learner":""", "it is not JSON", """ {"learner":""")]
    [InlineData("\"num_class\":\"0\"", "num_class is 3, which is no whole number from 0 to 0", "\"num_class\":\"3\"")]
    [InlineData("\"num_trees\":\"3\"", "num_trees is 4, which is no whole number from 3 to 3", "\"num_trees\":\"4\"")]
    [InlineData("\"left_children\":[1", "left_children has 99, which is not from -1 to ", "\"left_children\":[99")]
    [InlineData("\"left_children\":[1", "node 0 leads to 0, which is no child of it", "\"left_children\":[0")]
    [InlineData("\"left_children\":[1", "node 0 leads to 3, which is no child of it", "\"left_children\":[3")]
    [InlineData("\"id\":1", "tree 1 has the id 0", "\"id\":0")]
    [InlineData("\"split_indices\":[2", "node 0 splits on feature 6 of 6", "\"split_indices\":[6")]
    [InlineData("\"split_type\":[0", "split_type has 1, which is not from 0 to 0", "\"split_type\":[1")]
    [InlineData("\"sum_hessian\":[", "sum_hessian has ", "\"sum_hessian\":[1,")]
    [InlineData("\"name\":\"gbtree\"", "it has no trees", "\"name\":\"dart\"")]
    [InlineData("binary:logistic", "the objective is none of binary:logistic, reg:squarederror", "multi:softprob")]
    [InlineData("\"attributes\":{}", "Duplicate property 'feature_types'", "\"feature_types\":[]")]
    public void Load_XgBoostJsonThatLies_IsRefusedByName(string what, string error, string instead) => AssertRefused("xgboost", what, error, instead);

    /// <summary>XGBoost would go as deep as the text does, until the stack ends.</summary>
    [Fact]
    public void Load_XgBoostJsonThatIsDeep_IsRefused()
    {
        byte[] deep = Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 1_000_000));

        Assert.StartsWith("This is not a whole XGBoost model: The", Refused("xgboost", Trained("xgboost"), deep), StringComparison.Ordinal);
    }

    private static SavedModel Trained(string type)
    {
        using IModel model = TreeTraining.Train(type, new PlantedRows().Request("""{"n_estimators": 3}"""));
        return model.Save();
    }

    private static void AssertRefused(string type, string what, string error, string instead)
    {
        SavedModel saved = Trained(type);
        string text = Encoding.UTF8.GetString(saved.Files.Single().Value);
        int place = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(place >= 0, $"the model has no '{what}'");

        string message = Refused(type, saved, Encoding.UTF8.GetBytes(text[..place] + instead + text[(place + what.Length)..]));

        Assert.Contains($": {error}", message, StringComparison.Ordinal);
    }

    /// <summary>The error without the words of the model type before it.</summary>
    private static string Refused(string type, SavedModel saved, byte[] file) =>
        Assert.Throws<ServerlessTrainingException>(() => Load(type, saved, file)).InnerException!.Message;

    private static void RefuseOrForecast(string type, SavedModel saved, byte[] file)
    {
        try
        {
            using IModel model = Load(type, saved, file);
            Assert.Equal(30, model.Predict(new PlantedRows(40).Features, new RowRange(10, 40), PlantedRows.Up).Length);
        }
        catch (ServerlessTrainingException)
        {
            // Said by name.
        }
    }

    private static IModel Load(string type, SavedModel saved, byte[] file) =>
        TreeLibraries.Trainers.Find(type).Load(saved with { Files = saved.Files.ToDictionary(one => one.Key, _ => file) });
}
