namespace ServerlessTraining.Models.Tests.Trees;

public sealed class TreeCancellationTests
{
    public static TheoryData<string> All => TreeTrainerTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Train_CancelledWhileTraining_StopsBeforeTheNextIteration(string type)
    {
        using CancellationTokenSource stop = new();
        Reports reports = new(report =>
        {
            if (report.Iteration == 3) stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => TreeTraining.TrainUntil(type, new PlantedRows().Request("{}"), reports, stop.Token));
        Assert.Equal([1, 2, 3], reports.Select(report => report.Iteration));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Train_CancelledBefore_TrainsNothing(string type)
    {
        Reports reports = [];

        Assert.Throws<OperationCanceledException>(() => TreeTraining.TrainUntil(type, new PlantedRows().Request("{}"), reports, new CancellationToken(canceled: true)));
        Assert.Empty(reports);
    }
}
