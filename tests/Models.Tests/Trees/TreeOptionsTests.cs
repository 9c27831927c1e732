using ServerlessTraining.Domain.Documents;

namespace ServerlessTraining.Models.Tests.Trees;

public sealed class TreeOptionsTests
{
    public static TheoryData<string> All => TreeTrainerTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Train_UnknownOption_IsRefusedWithAHint(string type)
    {
        DocumentException error = Refused(type, """{"n_estimater": 5}""");

        Assert.StartsWith($"The hyper-parameter set of {type} has 1 error:", error.Message, StringComparison.Ordinal);
        Assert.Contains("n_estimater: this key is not known; did you mean 'n_estimators'? Allowed are ", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lightgbm", """{"bagging_fraction": 1.5, "feature_fraction": 0, "learning_rate": 0, "max_depth": 0, "metric": "ndcg", "num_leaves": 1}""", 6)]
    [InlineData("random_forest", """{"bagging_fraction": 1, "feature_fraction_bynode": "sqrt", "learning_rate": 0.1, "num_iterations": 0}""", 4)]
    [InlineData("xgboost", """{"eval_metric": "ndcg", "grow_policy": "leafwise", "max_leaves": 1, "reg_lambda": -1, "tree_method": "approx"}""", 5)]
    [InlineData("gradient_boosting", """{"learning_rate": 2, "max_bin": 255, "max_depth": 17, "subsample": 0}""", 4)]
    public void Train_WrongOptions_AreToldAtOnce(string type, string options, int errors) => Assert.Equal(errors, Refused(type, options).Errors.Count);

    [Theory]
    [InlineData("lightgbm", """{"min_child_samples": 5, "min_data_in_leaf": 6}""", "min_data_in_leaf")]
    [InlineData("random_forest", """{"max_features": 0.5, "feature_fraction_bynode": 0.5}""", "feature_fraction_bynode")]
    [InlineData("xgboost", """{"eta": 0.1, "learning_rate": 0.1}""", "learning_rate")]
    [InlineData("gradient_boosting", """{"lambda": 1, "reg_lambda": 1}""", "reg_lambda")]
    public void Train_OneOptionByTwoNames_IsRefused(string type, string options, string name) =>
        Assert.Contains($"this is another name of '{name}', which is there as well. Keep one of them", Refused(type, options).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("lightgbm", """{"num_iterations": 4, "min_data_in_leaf": 50, "lambda_l2": 3}""", """{"n_estimators": 4, "min_child_samples": 50, "reg_lambda": 3}""")]
    [InlineData("random_forest", """{"num_iterations": 4, "bagging_fraction": 0.5}""", """{"n_estimators": 4, "subsample": 0.5}""")]
    [InlineData("xgboost", """{"n_estimators": 4, "learning_rate": 0.2, "gamma": 1}""", """{"num_boost_round": 4, "eta": 0.2, "min_split_loss": 1}""")]
    [InlineData("gradient_boosting", """{"n_estimators": 4, "reg_lambda": 3}""", """{"num_boost_round": 4, "lambda": 3}""")]
    public void Train_OptionByItsOtherName_MeansTheSame(string type, string options, string others)
    {
        PlantedRows rows = new();

        Assert.Equal(TreeTraining.File(type, rows.Request(options)), TreeTraining.File(type, rows.Request(others)));
        Assert.NotEqual(TreeTraining.File(type, rows.Request(options)), TreeTraining.File(type, rows.Request("""{"n_estimators": 4}""")));
    }

    [Fact]
    public void Train_BaggingThatNeverHappens_IsRefused() => Assert.Contains(
        "bagging_fraction below 1 has no effect with a bagging_freq of 0. Set bagging_freq to 1, or leave bagging_fraction out",
        Refused("lightgbm", """{"bagging_fraction": 0.8}""").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Train_TreesWithoutLimit_AreRefused() => Assert.Contains(
        "max_depth and max_leaves are both 0, and a tree would have no limit. Set one of them", Refused("xgboost", """{"max_depth": 0}""").Message, StringComparison.Ordinal);

    private static DocumentException Refused(string type, string options) => Assert.Throws<DocumentException>(() => TreeTraining.Train(type, new PlantedRows().Request(options)));
}
