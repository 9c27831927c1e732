namespace ServerlessTraining.Domain.Market.Csv;

/// <summary>What a column of a file holds. The numbers come first: they are places in a row of values.</summary>
internal enum BarField
{
    Open,
    High,
    Low,
    Close,
    Volume,
    Timestamp,
    Ignored,
}
